/**
 * What the page tells about the process.
 */
@NullMarked
package dev.monitor.dashboard.management;

import org.jspecify.annotations.NullMarked;
