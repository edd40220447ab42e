"""The commands of ``rafiq``, one file a group."""
