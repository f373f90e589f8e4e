"""The smallest answer that Flask can give: what `make bench` compares with."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """One word."""
    return "hello"
