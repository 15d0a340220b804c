/**
 * What Spring MVC has at a path.
 */
@NullMarked
package dev.monitor.http.mvc;

import org.jspecify.annotations.NullMarked;
