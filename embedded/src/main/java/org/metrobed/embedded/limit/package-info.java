/** How much a client of a broker may send, and how long one that sends more must wait. Pure; knows no other package. */
package org.metrobed.embedded.limit;
