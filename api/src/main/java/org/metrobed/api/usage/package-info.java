/** Who read what: the audit of reads, and what admins are told of it. */
package org.metrobed.api.usage;
