@NullMarked
package dev.monitor.check;

import org.jspecify.annotations.NullMarked;
