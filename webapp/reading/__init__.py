"""What a record says, read for people: the view model of its page."""
