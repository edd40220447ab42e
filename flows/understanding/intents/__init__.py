"""What a whole message asks for, beside answering."""
