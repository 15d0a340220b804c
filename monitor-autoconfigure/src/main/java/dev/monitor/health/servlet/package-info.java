/**
 * Answers load balancers from gates, ahead of everything else in the application.
 */
@NullMarked
package dev.monitor.health.servlet;

import org.jspecify.annotations.NullMarked;
