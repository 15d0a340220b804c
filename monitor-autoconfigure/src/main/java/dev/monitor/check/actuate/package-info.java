/**
 * Checks as components of Spring Boot's health, and health indicators as checks.
 */
@NullMarked
package dev.monitor.check.actuate;

import org.jspecify.annotations.NullMarked;
