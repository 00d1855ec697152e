"""`python -m generator` is the plangen command."""

from generator.cli import main

if __name__ == "__main__":
    main()
