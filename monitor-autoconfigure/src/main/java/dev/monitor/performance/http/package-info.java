/**
 * Requests that were served.
 */
@NullMarked
package dev.monitor.performance.http;

import org.jspecify.annotations.NullMarked;
