"""The query service on the web: the protocol, earlier times, what is cited and what runs long."""
