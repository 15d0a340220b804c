/**
 * What the page tells about the application and its configuration.
 */
@NullMarked
package dev.monitor.dashboard.spring;

import org.jspecify.annotations.NullMarked;
