/**
 * What log lines cost: to encode, and to a web server that writes one for each request.
 */
@NullMarked
package dev.monitor.benchmarks.logging;

import org.jspecify.annotations.NullMarked;
