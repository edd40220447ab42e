"""What touches a network, a clock or a process: channels, inbox, dispatcher, commands."""
