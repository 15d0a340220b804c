/**
 * What is told about gates: answers to load balancers and the change log.
 */
@NullMarked
package dev.monitor.health;

import org.jspecify.annotations.NullMarked;
