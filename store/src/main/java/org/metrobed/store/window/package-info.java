/** Windows in the database: how revisions are appended, and how they are merged into windows when read. */
package org.metrobed.store.window;
