/**
 * Access events of Tomcat, from a valve of its engine.
 */
@NullMarked
package dev.monitor.access.tomcat;

import org.jspecify.annotations.NullMarked;
