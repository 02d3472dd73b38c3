"""Starts the Streamlit front end: `streamlit run app.py`, or `python -m ui` which reads the sample documents first."""

from ui.main import main

main()
