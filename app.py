"""Starts the Streamlit front end: `streamlit run app.py`, or `python -m ui` which reads the sample documents first."""

if __name__ == "__main__":  # one drawing of a visitor's screen
    from ui.main import main

    main()
else:  # the server
    from streamlit.starlette import App

    from ui.server import failed, routes

    app = App(__file__, routes=routes(), on_script_error=failed)
