/** What every module shares and nothing else knows better: the domain, free of frameworks. */
package org.metrobed.core;
