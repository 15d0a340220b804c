/**
 * The page on a port of the web server.
 */
@NullMarked
package dev.monitor.dashboard.servlet;

import org.jspecify.annotations.NullMarked;
