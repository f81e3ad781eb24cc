package org.metrobed.simulators.csv;

import java.util.List;
import java.util.Optional;

/**
 * A row of a file. Immutable.
 *
 * @param line where it begins, from 1
 * @param cells in the order of the first header; of a row with a fault, as the file has them
 * @param fault why its cells cannot be assigned to columns, after "line N"; empty if they can
 */
public record CsvRow(long line, List<String> cells, Optional<String> fault) {}
