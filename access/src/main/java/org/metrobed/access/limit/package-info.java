/** Sending limits of broker clients, and the wait of clients that exceed them. Pure; knows no other package. */
package org.metrobed.access.limit;
