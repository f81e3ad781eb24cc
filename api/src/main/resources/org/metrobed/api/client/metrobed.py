"""Reads a Metrobed API into data frames. One file; needs pandas (or polars, with frame="polars").

    import metrobed
    hours = metrobed.windows("http://127.0.0.1:8080", property="pm25", window="1h", tz="Europe/Paris", last="7d")
    hours.attrs["as_of"], hours.attrs["units"]      # of pandas frames

Parameters are those of the API (docs/API.md); lists of values are Python lists. Three are easier to write:
window="1h" is PT1H (15m, 1h, 1d, 1w); last="7d" is the range P7D/.., last=100 the newest rows of each series;
datetime takes a pair of times, also datetime or Timestamp. An error of the API is a MetrobedError with its reasons.
Data that are not public need key="mbk_…", or the key in the environment variable METROBED_KEY.
"""

import io
import json
import os
import re
import urllib.error
import urllib.parse
import urllib.request

_TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
_SPAN = re.compile(r"^(\d+)\s*(m|min|h|d|w)$")


class MetrobedError(Exception):
    """What the API says is wrong with a request."""


def windows(server, *, window="1h", last=None, wide=False, frame="pandas", **parameters):
    """Windows: mean, minimum and maximum with their coverage; wide=True gives a column for each datastream."""
    if wide:
        parameters["shape"] = "wide"
    return read(server, "windows", window=_span(window), last=last, frame=frame, **parameters)


def observations(server, *, last=None, frame="pandas", **parameters):
    """Single values with their flags; the last 24 hours by default."""
    return read(server, "observations", last=last, frame=frame, **parameters)


def profiles(server, *, by="hour-of-day", last=None, frame="pandas", **parameters):
    """Usual values by hour, weekday or month."""
    return read(server, "profiles", by=by, last=last, frame=frame, **parameters)


def gaps(server, *, last=None, frame="pandas", **parameters):
    """Times without usable readings, with their cause."""
    return read(server, "gaps", last=last, frame=frame, **parameters)


def alerts(server, *, last=None, frame="pandas", **parameters):
    """Alerts in their newest condition."""
    return read(server, "alerts", last=last, frame=frame, **parameters)


def latest(server, *, frame="pandas", **parameters):
    """The newest value of each datastream."""
    return read(server, "latest", frame=frame, **parameters)


def datastreams(server, *, frame="pandas", **parameters):
    """The datastreams of the catalog."""
    return read(server, "datastreams", frame=frame, **parameters)


def things(server, *, frame="pandas", **parameters):
    """The stations."""
    return read(server, "things", frame=frame, **parameters)


def read(server, list_name, *, last=None, frame="pandas", key=None, **parameters):
    """Any list. The frame has what the file says in attrs: as_of, datetime, license, units, source."""
    if isinstance(last, int):
        parameters["last"] = last
    elif last is not None:
        parameters["datetime"] = _span(last) + "/.."
    question = {name: _text(value) for name, value in parameters.items() if value is not None}
    question["metadata"] = "lines"
    address = f"{server.rstrip('/')}/api/v1/{list_name}.csv?{urllib.parse.urlencode(question)}"
    metadata, rows = _split(_get(address, key or os.environ.get("METROBED_KEY")))
    if frame == "polars":
        return _polars(rows)
    if frame != "pandas":
        raise ValueError("frame is 'pandas' or 'polars'")
    return _pandas(rows, metadata, parameters.get("tz"))


def _get(address, key):
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    if key:
        request.add_unredirected_header("Authorization", "Bearer " + key)  # not to wherever a server sends on
    try:
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
            if answer.headers.get("Content-Encoding") == "gzip":
                import gzip

                body = gzip.decompress(body)
            return body.decode("utf-8")
    except urllib.error.HTTPError as error:
        raise MetrobedError(_reasons(error)) from None


def _reasons(error):
    body = error.read()
    try:
        problem = json.loads(body)
    except ValueError:
        return f"{error.code} {error.reason}"
    rules = [f"{one.get('parameter', 'body')} {one['rule']}" for one in problem.get("errors") or []]
    return "; ".join(rules) or problem.get("detail") or problem.get("title") or str(error.code)


def _split(text):
    metadata = {}
    while text.startswith("# "):
        line, _, text = text.partition("\n")
        name, _, value = line[2:].partition(": ")
        metadata[name] = json.loads(value) if name == "units" else value
    return metadata, text


def _pandas(rows, metadata, tz):
    import pandas

    table = pandas.read_csv(io.StringIO(rows), keep_default_na=False, na_values=[""])
    for name in table.columns:
        known = table[name].dropna()
        if len(known) and isinstance(known.iloc[0], str) and known.map(_is_time).all():
            times = table[name].map(lambda text: pandas.Timestamp(text) if isinstance(text, str) else pandas.NaT)
            table[name] = pandas.to_datetime(times, utc=True)
            if tz and "/" in tz:
                table[name] = table[name].dt.tz_convert(tz)
    table.attrs.update(metadata)
    return table


def _polars(rows):
    import polars

    return polars.read_csv(io.StringIO(rows), try_parse_dates=True, infer_schema_length=None)


def _is_time(text):
    return isinstance(text, str) and bool(_TIME.match(text))


def _span(text):
    match = _SPAN.match(str(text))
    if not match:
        return str(text)
    number, unit = match.groups()
    return f"PT{number}{unit[0].upper()}" if unit in ("m", "min", "h") else f"P{number}{unit.upper()}"


def _text(value):
    if isinstance(value, tuple) and len(value) == 2:
        return f"{_text(value[0])}/{_text(value[1])}"
    if isinstance(value, (list, tuple, set)):
        return ",".join(_text(one) for one in value)
    if hasattr(value, "isoformat"):
        text = value.isoformat()
        return text if len(text) == 10 or getattr(value, "tzinfo", None) else text + "Z"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
