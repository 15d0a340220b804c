/**
 * Patterns of paths as Spring reads them.
 */
@NullMarked
package dev.monitor.http.spring;

import org.jspecify.annotations.NullMarked;
