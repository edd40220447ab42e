"""A choice among listed options, however it is named."""
