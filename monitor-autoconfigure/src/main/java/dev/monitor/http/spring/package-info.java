/**
 * Paths as Spring reads them: patterns, routes, and where Spring MVC begins.
 */
@NullMarked
package dev.monitor.http.spring;

import org.jspecify.annotations.NullMarked;
