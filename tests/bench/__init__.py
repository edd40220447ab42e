"""What a durable step costs, beside what a Python developer would pick: ``make bench``."""
