/**
 * What servlet requests tell of their caller.
 */
@NullMarked
package dev.monitor.request.servlet;

import org.jspecify.annotations.NullMarked;
