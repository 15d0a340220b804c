/**
 * Configuration properties: failures that name one and its remedy, and what several of
 * Spring Boot's say together.
 */
@NullMarked
package dev.monitor.property;

import org.jspecify.annotations.NullMarked;
