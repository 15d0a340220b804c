/**
 * What servlet requests tell of their caller.
 */
@NullMarked
package dev.monitor.http.servlet;

import org.jspecify.annotations.NullMarked;
