/**
 * Which requests to a servlet application are measured.
 */
@NullMarked
package dev.monitor.meter.servlet;

import org.jspecify.annotations.NullMarked;
