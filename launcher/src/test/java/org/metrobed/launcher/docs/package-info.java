/** Tests that what is written beside the code, documents and deployment files, says what the code says. */
package org.metrobed.launcher.docs;
