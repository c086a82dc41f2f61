"""Things many fields make in the same shape: agents, names, titles, subjects, identifiers …"""
