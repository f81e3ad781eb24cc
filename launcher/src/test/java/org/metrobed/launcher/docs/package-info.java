/** Tests that documents and deployment files agree with the code. */
package org.metrobed.launcher.docs;
