/**
 * Sessions of a listener that speak HTTP/1.1, one request each.
 */
@NullMarked
package dev.monitor.listener.http;

import org.jspecify.annotations.NullMarked;
