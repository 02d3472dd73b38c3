"""Speed and scale, with the command that measures them: `python -m bench`."""
