"""The query service on the web: the protocol, the page, what can be cited and what runs long."""
