@NullMarked
package dev.monitor.access.autoconfigure;

import org.jspecify.annotations.NullMarked;
