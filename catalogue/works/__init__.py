"""Editions and translations of one work under one hub: what is compared, how, what a hub says."""
