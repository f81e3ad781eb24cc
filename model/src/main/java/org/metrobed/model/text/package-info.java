/** Texts of files and payloads: numbers, words, cells. */
package org.metrobed.model.text;
