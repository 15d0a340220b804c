/**
 * The monitor port: commands, a line each, answered while every request thread is busy.
 * JDK only.
 */
@NullMarked
package dev.monitor.port;

import org.jspecify.annotations.NullMarked;
