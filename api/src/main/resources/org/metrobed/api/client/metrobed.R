# Reads a Metrobed API into data frames. One file; needs nothing but R.
#
#   source("http://127.0.0.1:8080/metrobed.R")
#   hours <- metrobed_windows("http://127.0.0.1:8080", property = "pm25", window = "1h", tz = "Europe/Paris", last = "7d")
#   attr(hours, "as_of"); attr(hours, "units")
#
# Parameters are those of the API (docs/API.md); vectors are lists of values. Three are easier to write: window = "1h" is
# PT1H (15m, 1h, 1d, 1w), last = "7d" is the range P7D/.., last = 100 the newest rows of each series. Times are POSIXct.
# Data that are not public need a key in the environment variable METROBED_KEY.
# The attributes of the frame are what the file says: as_of, datetime, license, units (JSON), source.

metrobed_read <- function(server, list_name, last = NULL, ...) {
  parameters <- list(...)
  if (is.numeric(last)) {
    parameters$last <- last
  } else if (!is.null(last)) {
    parameters$datetime <- paste0(metrobed_span(last), "/..")
  }
  parameters$metadata <- "lines"
  values <- vapply(parameters, metrobed_text, "")
  query <- paste0(names(values), "=", vapply(values, utils::URLencode, "", reserved = TRUE), collapse = "&")
  address <- paste0(sub("/$", "", server), "/api/v1/", list_name, ".csv?", query)
  lines <- metrobed_lines(address)
  said <- cumsum(!startsWith(lines, "# ")) == 0
  rows <- paste(lines[!said], collapse = "\n")
  table <- utils::read.csv(text = rows, check.names = FALSE, stringsAsFactors = FALSE, na.strings = "", encoding = "UTF-8")
  zone <- if (is.null(parameters$tz) || !grepl("/", parameters$tz)) "UTC" else parameters$tz
  for (name in names(table)) {
    table[[name]] <- metrobed_typed(table[[name]], zone)
  }
  for (line in sub("^# ", "", lines[said])) {
    attr(table, sub(": .*$", "", line)) <- sub("^[^:]*: ", "", line)
  }
  table
}

metrobed_windows <- function(server, window = "1h", last = NULL, ...) {
  metrobed_read(server, "windows", last = last, window = metrobed_span(window), ...)
}

metrobed_observations <- function(server, last = NULL, ...) metrobed_read(server, "observations", last = last, ...)

metrobed_profiles <- function(server, by = "hour-of-day", last = NULL, ...) {
  metrobed_read(server, "profiles", last = last, by = by, ...)
}

metrobed_gaps <- function(server, last = NULL, ...) metrobed_read(server, "gaps", last = last, ...)

metrobed_alerts <- function(server, last = NULL, ...) metrobed_read(server, "alerts", last = last, ...)

metrobed_latest <- function(server, ...) metrobed_read(server, "latest", ...)

metrobed_datastreams <- function(server, ...) metrobed_read(server, "datastreams", ...)

metrobed_things <- function(server, ...) metrobed_read(server, "things", ...)

metrobed_lines <- function(address) {
  key <- Sys.getenv("METROBED_KEY")
  headers <- if (nzchar(key)) c(Authorization = paste("Bearer", key)) else NULL
  reader <- tryCatch(
    suppressWarnings(url(address, open = "r", encoding = "UTF-8", method = "libcurl", headers = headers)),
    error = function(e) stop("the API refused the request; open this address in a browser to see why: ", address, call. = FALSE)
  )
  on.exit(close(reader))
  readLines(reader, warn = FALSE)
}

metrobed_span <- function(text) {
  if (grepl("^[0-9]+ *(m|min|h)$", text)) {
    return(paste0("PT", sub("^([0-9]+).*$", "\\1", text), toupper(substr(sub("^[0-9]+ *", "", text), 1, 1))))
  }
  if (grepl("^[0-9]+ *(d|w)$", text)) {
    return(paste0("P", sub("^([0-9]+).*$", "\\1", text), toupper(sub("^[0-9]+ *", "", text))))
  }
  text
}

metrobed_text <- function(value) {
  if (inherits(value, "POSIXt")) value <- format(value, "%Y-%m-%dT%H:%M:%OS3Z", tz = "UTC")
  if (is.logical(value)) value <- tolower(value)
  paste(value, collapse = ",")
}

metrobed_typed <- function(values, zone) {
  known <- values[!is.na(values)]
  if (is.character(values) && length(known) && all(known %in% c("true", "false"))) {
    return(values == "true")
  }
  if (!is.character(values) || !length(known) || !all(grepl("^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z$", known))) {
    return(values)
  }
  times <- as.POSIXct(values, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
  attr(times, "tzone") <- zone
  times
}
