/** Windows: cleaned steps to window revisions. Closes by the datastream's clock, revises by the log's. */
package org.metrobed.stream.windows;
