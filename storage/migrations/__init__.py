"""Alembic's scripts: forward only, never edited once shipped (see ``storage/upgrade.py``).

To add one: change ``schema.py``, write ``versions/NNNN_what.py``, set ``upgrade.HEAD``; the test
``test_upgrade.py`` shows what is missing.
"""
