"""How queries fare at size: a mix of them beside other engines, and those that explode."""
