/**
 * What is said of properties before there are beans.
 */
@NullMarked
package dev.monitor.property.autoconfigure;

import org.jspecify.annotations.NullMarked;
