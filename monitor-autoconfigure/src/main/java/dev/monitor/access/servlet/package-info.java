/**
 * What only servlet filters know of a request, kept for its access event.
 */
@NullMarked
package dev.monitor.access.servlet;

import org.jspecify.annotations.NullMarked;
