/** Gateways: what they last said of themselves, when they were heard, and the things behind them. */
package org.metrobed.api.gateway;
