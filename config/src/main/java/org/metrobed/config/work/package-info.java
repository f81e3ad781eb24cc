/** Threads of a service that do the same work again and again. */
package org.metrobed.config.work;
