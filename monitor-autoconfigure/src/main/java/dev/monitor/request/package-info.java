/**
 * Requests: the mark on those that Monitor sends itself, and who sent the others. JDK
 * only.
 */
@NullMarked
package dev.monitor.request;

import org.jspecify.annotations.NullMarked;
