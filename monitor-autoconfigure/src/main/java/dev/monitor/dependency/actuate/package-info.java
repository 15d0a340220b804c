/**
 * Dependencies as components of Spring Boot's health.
 */
@NullMarked
package dev.monitor.dependency.actuate;

import org.jspecify.annotations.NullMarked;
